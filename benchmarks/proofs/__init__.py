"""What checkout promises, raced for over real HTTP on both databases; each ends with status 1 when it was broken."""
