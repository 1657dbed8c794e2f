"""Faust's Kafka driver with our consumer and our producer.

The producer is idempotent, and batches are given up by us (`ITTIHAM_DELIVERY_TIMEOUT`), never by aiokafka.
"""

from collections.abc import Mapping
from typing import Any, cast

from aiokafka import AIOKafkaProducer
from faust.transport.drivers import aiokafka as driver

from streams.kafka.producer import RecordProducer
from streams.worker.consumer import Consumer

__all__ = ["Producer", "Transport"]


class Producer(driver.Producer):
    """Idempotent where the settings say so: a retry of aiokafka's own makes no duplicate."""

    @property
    def _producer_type(self) -> type[AIOKafkaProducer]:
        return RecordProducer

    def _settings_extra(self) -> Mapping[str, Any]:
        return {"acks": "all", "enable_idempotence": cast(Any, self.app).idempotent_producer}


class Transport(driver.Transport):
    """The driver with these two."""

    Consumer = Consumer
    Producer = Producer
