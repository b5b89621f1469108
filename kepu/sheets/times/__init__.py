"""时间: when an activity takes place, as clerks write it. tokens → days and clocks → spans."""
