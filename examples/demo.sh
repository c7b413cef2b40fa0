#!/bin/sh
# The main job on the bundled example, as a user at a prompt sees it. Run from the project's root.
set -u

show() {
	printf '\n$ %s\n' "$*"
	"$@"
}

cd examples || exit 2
show entryway resolve --python environment --at imagestore/setup.cfg:44:48
show entryway resolve --python environment --at imagestore/etc/imagestore-api-paste.ini:47:39
show entryway resolve --python environment --at imagestore/etc/imagestore-api-paste.ini:40:22
show entryway preview --python environment imagestore/etc/imagestore-api-paste.ini imagestore-api-keystone
show entryway check --python environment imagestore

# The example has faults planted in it, so finding them (exit code 1) is success.
test $? -eq 1
