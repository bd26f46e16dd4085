"""The judge's side of a run: a process that evaluates test cells and alone says how they ended.

`process` is its life, `session` goes through the cells of one notebook, `testcell` evaluates one, `proxies`
stand for what lives with the student.
"""
