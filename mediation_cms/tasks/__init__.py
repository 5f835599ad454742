"""What somebody has to see to: opened by what happens, done with a note. Any concept above may open one."""
