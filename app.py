"""Evenstride's front door: hand over to the session, which finds the pages and runs one."""

from views import session

session.run()
