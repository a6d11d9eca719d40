#!/bin/sh
# Stands in for a command that would change more than this instance: notes the call, and does what little is needed.
# Found under several names in the first folder of the launch script's PATH.
name=${0##*/}
echo "$name $*" | tr '\n' ' ' >>/run/stand-in/calls
echo >>/run/stand-in/calls

# Tells the ssh server to start anew, with the configuration and host keys that it then finds. $1: verb, $2: unit
ssh_unit() {
  unit=${2%.service}
  if ! grep -qx "$unit" /run/stand-in/ssh-units; then
    echo "Failed to $1 $unit.service: Unit $unit.service not found." >&2
    exit 5
  fi
  case $1 in
    restart | try-restart | reload | reload-or-restart | force-reload)
      # Not started yet: it will start with what it finds.
      [ -s /run/sshd.pid ] || return 0
      pid=$(cat /run/sshd.pid)
      # It writes the file when it listens again.
      rm /run/sshd.pid
      kill -HUP "$pid"
      tries=0
      until [ -s /run/sshd.pid ]; do
        tries=$((tries + 1))
        if [ "$tries" -ge 250 ]; then return 1; fi
        sleep 0.02
      done
      ;;
    stop) kill -TERM "$(cat /run/sshd.pid)" ;;
  esac
}

case $name in
  ip)
    PATH=${PATH#/run/stand-in/commands:}
    if command -v ip >/dev/null; then exec ip "$@"; fi
    ;;
  systemctl)
    verb='' unit=''
    for word; do
      case $word in
        -*) ;;
        *) if [ -z "$verb" ]; then verb=$word; else unit=$word; fi ;;
      esac
    done
    case $verb in
      restart | try-restart | reload | reload-or-restart | force-reload | stop | start) ssh_unit "$verb" "$unit" ;;
    esac
    ;;
  service) ssh_unit "$2" "$1" ;;
esac
