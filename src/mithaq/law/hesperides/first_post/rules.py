"""Who opens the first-post relief, for how long, and what it saves."""

from mithaq.engines.rules import all_of, any_of, months_after, months_between, one_of, rule, when


@rule(article="Loi III, art. 1", since="2015-01-01", on="hire_date")
def post_employer_admitted(employer_form, p):
    """The employer has one of the forms that the law lists on the day of hire."""
    return one_of(employer_form, p.first_post.employer_forms)


@rule(article="Loi III, art. 2", since="2015-01-01", on="hire_date")
def post_wage_within_ceiling(gross, p):
    """The gross wage is not above the ceiling of the day of hire."""
    return gross <= p.first_post.wage_ceiling


@rule(article="Loi III, art. 3", since="2015-01-01", on="hire_date")
def post_person_is_young(birth_date, hire_date, p):
    """The person has not reached the age limit on the day of hire."""
    return months_between(hire_date, birth_date) < p.first_post.age_limit * 12


@rule(article="Loi III, art. 3 bis", since="2019-03-15", of="post_person_is_young", on="hire_date")
def post_person_is_young_or_graduate(birth_date, hire_date, is_graduate, p):
    """Since 15 March 2019 a graduate has five more years."""
    age = months_between(hire_date, birth_date)
    limit = p.first_post.age_limit
    return any_of(age < limit * 12, all_of(is_graduate, age < (limit + 5) * 12))


@rule(article="Loi III, art. 4", since="2015-01-01", unit="date", on="hire_date")
def post_end(hire_date, p):
    """The first day that the relief no longer covers."""
    return months_after(hire_date, p.first_post.duration)


@rule(article="Loi III, art. 4", since="2015-01-01")
def post_in_time(month, hire_date, post_end):
    """The month begins before the relief ends, and the hire has taken place."""
    return all_of(month < post_end, months_after(month, 1) > hire_date)


@rule(article="Loi III, art. 1 à 4", since="2015-01-01")
def post_relief_open(
    post_employer_admitted, post_wage_within_ceiling, post_person_is_young, post_in_time
):
    """Every condition of the relief holds."""
    return all_of(
        post_employer_admitted, post_wage_within_ceiling, post_person_is_young, post_in_time
    )


@rule(article="Loi III, art. 5", since="2015-01-01", unit="ECU")
def post_relief(post_relief_open, employer_share):
    """The employer's share that the fund forgives for the month."""
    return when(post_relief_open, employer_share, 0)
