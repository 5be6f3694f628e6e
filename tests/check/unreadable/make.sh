#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
[ "$(id -u)" != 0 ] || exit 77 # root reads everything
chmod 000 messages/uno.es.md quizzes
