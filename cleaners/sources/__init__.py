"""Where a text came from: agencies, datelines, credit lines, sign-offs."""
