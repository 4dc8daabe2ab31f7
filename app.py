"""Evenstride's front door: hand over to the session, which finds the pages and runs one."""

if __name__ == "__main__":  # a worker process imports this file too, under another name
    from views import session

    session.run()
