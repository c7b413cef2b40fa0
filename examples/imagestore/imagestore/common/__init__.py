"""What every part of the service uses."""
