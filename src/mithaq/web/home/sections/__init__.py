"""The sections of « Aujourd’hui »: each asks one question of an app and says it in words."""
