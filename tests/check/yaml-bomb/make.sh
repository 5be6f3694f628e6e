#!/bin/sh
# SPDX-License-Identifier: MIT
set -eu
# The billion laughs, and a list without end.
{
    printf 'a: &a [x,x,x,x,x,x,x,x,x]\n'
    printf 'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n'
} > channels.yaml
