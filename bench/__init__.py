"""What a build costs, beside others on the same records in the same run (`bench.peers`, `bench.again`), and what pages cost their readers."""
