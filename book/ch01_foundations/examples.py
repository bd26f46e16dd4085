FIVE = {  # does it clash with a meeting on Monday from 10:00 to 11:00?
    "Mon 10:00-11:00": True,  # the same hour
    "Mon 10:30-11:30": True,  # begins during it
    "Mon 10:15-10:45": True,  # lies within it
    "Mon 13:00-14:00": False,  # later
    "Tue 10:30-11:30": False,  # another day
}
