"""Who may do what, on whose things: one line an endpoint. A missing endpoint stops start-up.

The first word says who: anyone; learner (a guest or a member); member (signed in); admin. The rest
says whose things, which the feature's queries keep by looking rows up through their owner: another
person's thing is a 404. `tests/guards/test_policy.py` walks every line.
"""

from flask import Flask, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from app.web.visitor import Visitor, visitor

POLICY: dict[str, str] = {
    "static": "anyone",
    "progress.home": "anyone",
    "progress.show": "anyone: own",
    "quizzes.print_result": "learner: own attempt",
    "quizzes.result": "learner: own attempt",
    "quizzes.discard": "learner: own attempt",
    "quizzes.submit": "learner: own attempt",
    "quizzes.submission": "learner: own attempt",
    "quizzes.answer": "learner: own attempt",
    "quizzes.question": "learner: own attempt",
    "quizzes.start_again": "learner: own quiz",
    "quizzes.start": "anyone: banks they may see",
    "quizzes.set_up": "anyone: banks they may see",
    "web.sources": "anyone",
    "web.healthz": "anyone",
    "web.accessibility": "anyone",
    "web.about": "anyone",
    "web.passphrase": "anyone",
    "assets.bundled": "anyone",
    "accounts.account": "learner: own",
    "accounts.answer_time_zone": "learner: own",
    "accounts.change_address": "member: own",
    "accounts.change_name": "member: own",
    "accounts.data": "learner: own",
    "accounts.delete_account": "member: own",
    "accounts.download": "learner: own",
    "accounts.histories": "member: own, and the guest of this browser",
    "accounts.keys": "learner: own",
    "accounts.look": "learner: own",
    "accounts.remove_guest": "learner: the guest of this browser",
    "accounts.settings": "learner: own",
    "accounts.sign_out_elsewhere": "member: own",
    "banks.close_report": "member: on banks they keep",
    "banks.create_bank": "member: becomes its owner",
    "banks.download": "anyone: a visible bank",
    "banks.edit_bank": "member: on banks they keep",
    "banks.edit_fact": "member: on banks they keep",
    "banks.edit_name": "member: on banks they keep",
    "banks.fact": "anyone: of a visible bank",
    "banks.index": "anyone: visible banks",
    "banks.judge": "member: on banks they keep",
    "banks.judge_many": "member: on banks they keep",
    "banks.load_new_upload": "member: own",
    "banks.load_upload": "member: on banks they keep",
    "banks.name_removal": "member: on banks they keep",
    "banks.names": "anyone: a visible bank",
    "banks.new_bank": "member",
    "banks.new_fact": "member: on banks they keep",
    "banks.new_name": "member: on banks they keep",
    "banks.new_upload": "member: own",
    "banks.release": "member: on banks they keep",
    "banks.release_now": "member: on banks they keep",
    "banks.removal": "member: on banks they keep",
    "banks.remove_fact": "member: on banks they keep",
    "banks.remove_name": "member: on banks they keep",
    "banks.report": "anyone: a question of a visible bank, own reports",
    "banks.reports": "learner: own, all on banks they keep",
    "banks.restore_fact": "member: on banks they keep",
    "banks.restore_name": "member: on banks they keep",
    "banks.reword": "member: on banks they keep",
    "banks.send_new_upload": "member: own",
    "banks.send_report": "anyone: a question of a visible bank",
    "banks.send_upload": "member: on banks they keep",
    "banks.show": "anyone: a visible bank",
    "banks.show_report": "member: on banks they keep",
    "banks.show_to": "member: on banks they keep",
    "banks.upload": "member: on banks they keep",
    "banks.verdict": "member: on banks they keep",
    "banks.write_bank": "member: on banks they keep",
    "banks.write_fact": "member: on banks they keep",
    "banks.write_name": "member: on banks they keep",
    "banks.write_new_fact": "member: on banks they keep",
    "banks.write_new_name": "member: on banks they keep",
    "reviews.answer": "anyone: cards of visible banks",
    "reviews.begin": "anyone: a visible bank",
    "reviews.bring_back": "learner: own card",
    "reviews.bury": "learner: own card",
    "reviews.choose_portion": "learner: own",
    "reviews.feedback": "learner: own answer",
    "reviews.overrule": "learner: own answer",
    "reviews.read_correction": "learner: own",
    "reviews.relearn": "learner: own attempt",
    "reviews.save_settings": "learner: own",
    "reviews.settings": "learner: own",
    "reviews.study": "anyone: own cards",
    "reviews.study_more": "learner: own",
    "reviews.suspend": "learner: own card",
    "reviews.suspended": "learner: own cards",
    "reviews.undo": "learner: own answers",
    "reviews.why": "learner: own card",
    "security.change_password": "member: own",
    "security.forgot_password": "anyone",
    "security.login": "anyone",
    "security.logout": "anyone",
    "security.mf_recovery": "anyone: who gave a passphrase in this session",
    "security.mf_recovery_codes": "member: own",
    "security.register": "anyone",
    "security.reset_password": "anyone: whom the token names",
    "security.tf_select": "anyone: who gave a passphrase in this session",
    "security.two_factor_rescue": "anyone: who gave a passphrase in this session",
    "security.two_factor_setup": "member: own",
    "security.two_factor_setup_validate": "member: own",
    "security.two_factor_token_validation": "anyone: who gave a passphrase in this session",
    "security.verify": "member: own",
    "security.wan_delete": "member: own",
    "security.wan_register": "member: own",
    "security.wan_register_response": "member: own",
    "security.wan_signin": "anyone",
    "security.wan_signin_response": "anyone: whom the passkey names",
    "security.wan_verify": "member: own",
    "security.wan_verify_response": "member: own",
}


class MissingPolicy(RuntimeError):
    """An endpoint without a line here, or a line without an endpoint."""


def init_app(app: Flask) -> None:
    _compare(set(app.view_functions), set(POLICY))
    app.before_request(_enforce)


def _compare(endpoints: set[str], declared: set[str]) -> None:
    if endpoints != declared:
        raise MissingPolicy(
            f"app/policy.py lacks {sorted(endpoints - declared)} "
            f"and declares in vain {sorted(declared - endpoints)}"
        )


def _enforce() -> ResponseReturnValue | None:
    who = POLICY[request.endpoint].split(":")[0] if request.endpoint else "anyone"
    if who == "anyone" or _is(who, visitor()):
        return None
    return _turn_away(visitor())


def _is(who: str, person: Visitor) -> bool:
    return {
        "learner": not person.is_stranger,
        "member": person.is_member,
        "admin": person.is_admin,
    }[who]


def _turn_away(person: Visitor) -> Response:
    """Someone signed in may not; anyone else may after signing in."""
    if person.is_member:
        raise Forbidden
    back = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("security.login", next=back), 303)  # type: ignore[return-value]
