"""The pictures of the guide, taken anew from a running demo: `bin/demo` in one window, then in another

    .venv/bin/python -m tests.browser.pictures http://127.0.0.1:8000 PASSWORD PLAN.docx

The password and the folder of the plan are what bin/demo prints. Each module takes the pictures of one reader of the guide.
What is entered on the way stays in the demo (`bin/demo --reset` undoes it), so take them from a demo of their own.
"""
