"""What every answer says to the browser about itself."""

from flask import Response, current_app, g, request

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
FIRST_ERROR = 400
LARGEST_TEXT = 4 * 1024 * 1024


def limit_text() -> None:
    """What is typed is small: only a form that carries files may be as large as a file."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = LARGEST_TEXT


def put_headers(response: Response) -> Response:
    """The policy, and no copies: only a static file asked for by its content's mark, which changes with it, may be kept."""
    response.headers.update(HEADERS)
    if request.endpoint == "static" and "v" in request.args and response.status_code < FIRST_ERROR:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
    if "retry_after" in g:  # a form that is shown again since its sender came too often
        response.headers["Retry-After"] = str(g.retry_after)
    if current_app.settings.secure:  # type: ignore[attr-defined]  # our own Flask
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response
