"""The judge's side of a run: a process that evaluates test cells and alone says how they ended.

`session` goes through the cells, `testcell` evaluates one, `proxies` stand for what lives with the student.
"""
