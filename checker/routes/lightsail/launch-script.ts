/** What an instance is to be told at its first boot. Public keys and the private one as `ssh-keygen` writes them. */
export interface LaunchKeys {
  hostPrivateKey: string;
  hostPublicKey: string;
  clientPublicKey: string;
  /** The blueprint's user: `ubuntu`, `admin`, `ec2-user`. */
  user: string;
}

/**
 * The launch script of an instance: POSIX shell, run as root at first boot (Ubuntu 24.04, Debian 12, Amazon Linux 2023).
 * It changes three things: the metadata service cannot be reached, the user's only authorized key is ours (forwarding and
 * nothing else), and sshd's only host key is ours.
 *
 * The order carries the safety. sshd before 9.8 reads its host keys anew at each connection, so the very moment the host key
 * is written a client that insists on it gets in: by then the metadata service must be shut, or a page could ask for it.
 * Should shutting it fail, the script ends there, the host key never appears, and the instance is never used.
 *
 * Throws when a value is not what `ssh-keygen` or a blueprint would give: it would stand in a script that root runs.
 */
export function launchScript({ hostPrivateKey, hostPublicKey, clientPublicKey, user }: LaunchKeys): string {
  const host = checked('host private key', PRIVATE_KEY, hostPrivateKey).trim();
  const hostPublic = checked('host public key', PUBLIC_KEY, hostPublicKey.trim());
  const client = checked('client public key', PUBLIC_KEY, clientPublicKey.trim());
  const login = checked('user', USER, user);
  return `#!/bin/sh
set -eu
umask 077
PATH="$PATH:/usr/sbin:/sbin"

# Shut the metadata service: by route, which binds what sshd forwards too, and by firewall where there is one.
ip route replace prohibit 169.254.169.254/32
ip -6 route replace prohibit fd00:ec2::254/128 metric 1 || true
if command -v nft >/dev/null; then
  nft -f - <<'RULES' || true
table inet puptime {
  chain output {
    type filter hook output priority 0
    ip daddr 169.254.169.254 reject
    ip6 daddr fd00:ec2::254 reject
  }
}
RULES
elif command -v iptables >/dev/null; then
  iptables -I OUTPUT -d 169.254.169.254 -j REJECT || true
  ip6tables -I OUTPUT -d fd00:ec2::254 -j REJECT || true
fi
for metadata in 169.254.169.254 fd00:ec2::254; do
  if ip route get "$metadata" >/dev/null 2>&1; then
    echo "puptime: $metadata can still be reached, so nobody is let in" >&2
    exit 1
  fi
done

# One key, for forwarding alone.
account=$(getent passwd ${login})
home=$(printf '%s\\n' "$account" | cut -d: -f6)
[ -d "$home" ]
install -d -m 700 -o ${login} -g "$(id -gn ${login})" "$home/.ssh"
rm -f "$home/.ssh/authorized_keys" "$home/.ssh/authorized_keys2"
printf '%s\\n' 'restrict,port-forwarding ${client}' >"$home/.ssh/authorized_keys"
chown "${login}:$(id -gn ${login})" "$home/.ssh/authorized_keys"

# One host key.
rm -f /etc/ssh/ssh_host_*
printf '%s\\n' '${hostPublic}' >/etc/ssh/ssh_host_ed25519_key.pub
chmod 644 /etc/ssh/ssh_host_ed25519_key.pub
cat >/etc/ssh/ssh_host_ed25519_key <<'KEY'
${host}
KEY

# sshd from 9.8 on reads it at its start. Debian and Ubuntu call it ssh (whose ssh.socket, if any, feeds
# this same service), Amazon Linux sshd.
systemctl restart ssh.service || systemctl restart sshd.service
`;
}

const PRIVATE_KEY =
  /^-----BEGIN OPENSSH PRIVATE KEY-----\n(?:[A-Za-z0-9+/=]{1,76}\n){1,20}-----END OPENSSH PRIVATE KEY-----\n?$/;
const PUBLIC_KEY = /^ssh-ed25519 [A-Za-z0-9+/]{68}(?: [A-Za-z0-9@._-]{1,60})?$/;
const USER = /^[a-z_][a-z0-9_-]{0,31}$/;

function checked(what: string, form: RegExp, value: string): string {
  // The value is not shown: it may be a private key.
  if (!form.test(value)) throw new Error(`launch script: the ${what} does not have the form of one`);
  return value;
}
