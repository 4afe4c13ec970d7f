"""What leaves the house: a clip, or one beat of it, in the formats that pages and posts take.

All is made from the finished segments of a clip; only vectors, and what has no ground, are drawn.
"""
