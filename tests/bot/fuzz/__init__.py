"""The fuzz harness: what it looks for, that it can say no, and some hundred odd inputs."""
