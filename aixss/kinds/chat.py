"""Talk with a model."""

from __future__ import annotations

from enum import auto
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from aixss.described import Described
from aixss.jobs.answers import REPLY_CHARS, ChatReply
from aixss.jobs.ask import Asking
from aixss.jobs.models import Stage
from aixss.jobs.spec import Kind, Params, Pool, Scope
from aixss.providers.spec import Message, Question

MESSAGES, CHARS = 50, 20_000


class ChatRole(Described):
    """Who said something in a conversation."""

    USER = auto(), "The person who asks.", "用户"
    ASSISTANT = auto(), "The model, earlier.", "模型", "Model"
    SYSTEM = auto(), "Who sets the task, before all others.", "设定", "Instruction"


class ChatMessage(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: ChatRole = Field(description="Who said it.")
    content: Annotated[str, Field(min_length=1, max_length=CHARS)] = Field(
        description="What was said, 1 to 20000 characters."
    )


class Conversation(Params):
    """A conversation that waits for an answer."""

    messages: list[ChatMessage] = Field(
        min_length=1,
        max_length=MESSAGES,
        description="What was said so far, in order, 1 to 50 messages; the last one is the user's.",
    )

    @field_validator("messages")
    @classmethod
    def _waits(cls, messages: list[ChatMessage]) -> list[ChatMessage]:
        if messages[-1].role is not ChatRole.USER:
            raise ValueError("the last message must be the user's: there is nothing to answer")
        return messages


async def compose(asking: Asking) -> ChatReply:
    """The model's own words, taken as they are."""
    params = asking.params
    assert isinstance(params, Conversation)
    await asking.progress(0.1, Stage.CALL)
    turns = tuple(
        Message(each.role.value.lower(), each.content)  # type: ignore[arg-type]  # the same words
        for each in params.messages
    )
    draft = _unanswered(params.messages[-1].content)
    reply, _ = await asking.say(Question(turns, ChatReply.__name__, None, lambda: draft))
    return ChatReply(content=reply.text[:REPLY_CHARS], is_cut_off=reply.finish == "length")


def _unanswered(asked: str) -> str:
    """What the rules can say to a question: that they have no answer."""
    return (
        "没有选择模型，所以没有人能回答。请在 AI 配置里选择一个服务商和模型。\n"
        "No model is chosen, so nobody can answer: choose a provider and a model in an AI profile."
        f"\n\n> {asked}"
    )


KIND = Kind(
    name="chat",
    title="Talk with a model",
    title_zh="与模型对话",
    description="Asks a model to answer a conversation, in its own words and with no prompt of "
    "ours around it. The job's `result.chatReply` is the answer; it is written nowhere else.",
    scope=Scope.TEAM,
    params=Conversation,
    pool=Pool.INTERACTIVE,
    output=ChatReply,
    draft=lambda _, params: ChatReply(
        content=_unanswered(params.messages[-1].content), is_cut_off=False
    ),
    compose=compose,
)
