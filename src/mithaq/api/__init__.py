"""The register for programs: read-only, under the same words, grades and sources as the pages.

Nothing here writes, and nothing here needs an account: what the pages show to a visitor, and no
more. Every figure carries its grade, source, date and definition; every object says whether it is
an exercise. Drafts, contact persons and private papers have no address here.
"""
