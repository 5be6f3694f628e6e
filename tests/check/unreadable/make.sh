#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
chmod 000 messages/uno.es.md quizzes
