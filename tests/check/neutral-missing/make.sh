#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
rm messages/pausa.*
