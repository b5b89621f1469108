"""方案: work plans taken in, looked through, revised, and the record of that."""
