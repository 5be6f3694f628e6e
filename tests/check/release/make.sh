#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
rm messages/uno.en.md
