"""What leaves the house: a clip, or one beat of it, in the formats that pages and posts take.

Everything is made from the finished segments of a clip; nothing is drawn again.
"""
