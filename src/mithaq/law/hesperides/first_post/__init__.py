"""The first-post relief: the fund forgives the employer its share on a young hire."""
