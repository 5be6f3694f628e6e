#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
# Without channels of its own: those of base, beside it, are lent.
mkdir ../lender
cp -R "$CHECKOUT/tests/check/base/." ../lender
rm channels.yaml
