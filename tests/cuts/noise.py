# SPDX-License-Identifier: MIT
"""noise.py SEED FILE: two megabytes of a recording in which no two sectors are the same."""

import random
import sys
import wave

with wave.open(sys.argv[2], "wb") as sound:
    sound.setnchannels(1)
    sound.setsampwidth(2)
    sound.setframerate(16000)
    sound.writeframes(random.Random(sys.argv[1]).randbytes(2 << 20))
