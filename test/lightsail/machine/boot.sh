#!/bin/sh
# First process of a stand-in instance, in mount and process namespaces of its own: when it ends, everything in it ends.
# $1: folder that holds the files of the instance.
# Reads its orders from standard input, and ends with it; so nothing outlives the program that holds the other end.
set -eu
for part in etc/ssh etc/passwd etc/group etc/shadow etc/hosts home root var run; do
  mount --bind "$1/$part" "/$part"
done
# A launch script is run as it is: what it is not given to write, it cannot write.
mount -o remount,bind,ro /
# Last, since $1 may itself lie in /tmp.
mount --bind "$1/tmp" /tmp
cd /
set +e
echo ready
while read -r order; do
  case $order in
    sshd)
      sh /run/stand-in/sshd.sh </dev/null >>/run/stand-in/sshd.log 2>&1 &
      tries=0
      until [ -s /run/sshd.pid ] || [ "$tries" -ge 250 ]; do
        tries=$((tries + 1))
        sleep 0.02
      done
      if [ -s /run/sshd.pid ]; then echo 'sshd listening'; else echo 'sshd failed'; fi
      ;;
    launch)
      # A network of its own: routes that the script makes are real, and only here.
      unshare -n -m sh /run/stand-in/launch.sh </dev/null &
      ;;
  esac
done
