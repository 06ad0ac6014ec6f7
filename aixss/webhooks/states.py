"""The state machine of a delivery, and why a webhook is off."""

from __future__ import annotations

from enum import auto

from aixss.described import Described
from aixss.kit.machine import Machine, edge


class DeliveryState(Described):
    """Where the sending of one event to one webhook stands."""

    PENDING = (
        auto(),
        "It is to be sent, at once or at `nextAttemptAt`.",
        "待发送",
        "To be sent",
    )
    DELIVERED = auto(), "The receiver took it: it answered with a status of 200 to 299.", "已送达"
    FAILED = auto(), "Every attempt failed; `redeliverWebhookDelivery` sends it again.", "发送失败"


class DisabledReason(Described):
    """Why a webhook is off."""

    SWITCHED_OFF = auto(), "Somebody switched it off.", "手动停用"
    FAILED_DELIVERIES = (
        auto(),
        "20 deliveries in a row failed, each after its last attempt.",
        "连续多次发送失败",
        "Too many failed deliveries",
    )
    FAILING_FOR_DAYS = (
        auto(),
        "For three days no attempt succeeded.",
        "持续数日发送失败",
        "Failing for days",
    )
    GONE = (
        auto(),
        "The receiver answered 410, which asks for no more.",
        "接收方已下线",
        "Receiver gone",
    )


D = DeliveryState

DELIVERY = Machine(
    "webhook_delivery",
    DeliveryState,
    D.PENDING,
    (
        edge("deliver", [D.PENDING], D.DELIVERED),
        edge("fail", [D.PENDING], D.FAILED),
        edge("redeliver", [D.DELIVERED, D.FAILED], D.PENDING, by_people=True),
    ),
)
