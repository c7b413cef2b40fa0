"""Build imagestore; pbr reads everything else from setup.cfg."""

import setuptools

setuptools.setup(setup_requires=["pbr"], pbr=True)
