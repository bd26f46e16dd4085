EDGES = {
    "Mon 09:00-12:00": True,  # covers it
    "Mon 09:30-10:30": True,  # ends during it
    "Mon 09:00-10:00": False,  # ends when it begins
    "Mon 11:00-12:00": False,  # begins when it ends
}
