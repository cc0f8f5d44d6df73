"""What rises where: counts and rates over visible entries."""
