#!/usr/bin/env bash
# A container: its own files with the manifest's mounts, the manifest's user, no privileges. Runs in the pod's network
# and in mount and process namespaces of its own. The image's programs come from this machine's /usr.
set -eu
state=$1 image=$2 user=$3 group=$4 read_only=$5 folder=$6
mapfile -d '' environment <"$state/environment"
mapfile -d '' arguments <"$state/arguments"

root=$state/root
mkdir -p "$root"
mount -t tmpfs -o mode=755 root "$root"
cd "$root"
mkdir -p .old dev etc mnt opt proc run sys tmp usr/local usr/share var
chmod 1777 tmp
for part in bin lib lib32 lib64 libexec sbin; do
  if [ -d "/usr/$part" ]; then
    mkdir -p "usr/$part"
    mount -o bind,ro "/usr/$part" "usr/$part"
  fi
  if [ -L "/$part" ]; then
    cp -P "/$part" "$part"
  fi
done
mount --rbind /dev dev
mount --rbind /sys sys
mount -t proc proc proc
mount -t tmpfs -o mode=1777 shm dev/shm
for file in passwd group nsswitch.conf ld.so.cache; do
  if [ -e "/etc/$file" ]; then
    cp "/etc/$file" etc/
  fi
done
# What programs of /usr are linked to, and the configuration of Debian's Java.
for part in /etc/alternatives /etc/java*; do
  if [ -d "$part" ]; then
    mkdir -p ".$part"
    mount -o bind,ro "$part" ".$part"
  fi
done
cp -a "$image/." .
cp "$state/../resolv.conf" "$state/../hosts" etc/

while IFS=$'\t' read -r source path mode; do
  if [ -d "$source" ]; then
    mkdir -p ".$path"
  else
    mkdir -p "$(dirname ".$path")"
    touch ".$path"
  fi
  mount --bind "$source" ".$path"
  if [ "$mode" = ro ]; then
    mount -o remount,bind,ro ".$path"
  fi
done <"$state/mounts"
if [ "$read_only" = true ]; then
  mount -o remount,bind,ro "$root"
fi

cd "$root"
pivot_root . .old
cd /
umount -l /.old
exec unshare --user --map-user="$user" --map-group="$group" setpriv --no-new-privs \
  env -i -C "$folder" "${environment[@]}" "${arguments[@]}"
