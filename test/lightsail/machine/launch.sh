#!/bin/sh
# Runs the user data as Lightsail does: by sh, as root, behind a few lines of Lightsail's own; then says how it ended and
# whether the metadata address can still be routed to.
if [ -e /run/stand-in/passwd.launch ]; then mount --bind /run/stand-in/passwd.launch /etc/passwd; fi
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
if command -v ip >/dev/null; then
  ip link set lo up
  ip route add default dev lo
fi
PATH=/run/stand-in/commands:$PATH HOME=/root sh /run/stand-in/user-data >/run/stand-in/launch.log 2>&1 </dev/null
status=$?
metadata=unknown
if command -v ip >/dev/null; then
  if ip route get 169.254.169.254 >/dev/null 2>&1; then metadata=reachable; else metadata=unreachable; fi
fi
echo "launch $status $metadata"
