"""From a notebook to points and messages: `restore` puts the trusted tests back, `verdict` judges the run."""
