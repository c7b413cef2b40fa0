"""The outline shows what a file declares."""

from __future__ import annotations

from editors.vscode.workbench import Workbench


def test_the_outline_of_a_paste_deploy_file(imagestore: Workbench) -> None:
    imagestore.open("etc/imagestore-api-paste.ini")
    imagestore.run("Explorer: Focus on Outline View")
    imagestore.outline.expect(
        "DEFAULT", "state_path", "imagestore-api pipeline 5 filters → rootapp", "pipeline"
    )
    imagestore.outline.choose("imagestore-api-caching")
    imagestore.editor.expect_cursor(
        "etc/imagestore-api-paste.ini", "[pipeline:<|>imagestore-api-caching]"
    )
