"""Publishes a commune's site from a bare repository on a plain Linux server. The standard library only.

A push is checked before it is taken (pre-receive), then built in a folder of its own and swapped in with one rename
(post-receive). README.md of deploy/ tells how to set it up; `python3 -m publisher --help` lists the commands.
"""
