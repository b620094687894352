"""How a verb runs off the window's thread: lanes (executors), tasks (signals), and the dispatcher of bookings."""
