"""来件: files that strangers wrote – checked as archives, read in a child process under limits, refused in one sentence."""
