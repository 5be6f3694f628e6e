#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
mkdir -p pictures/a/b/c/d/e/f/g
echo x > pictures/a/b/c/d/e/f/g/x.svg
