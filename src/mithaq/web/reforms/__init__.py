"""The pages of the reform lab: choose values of the law, try others, read who gains and loses."""
