"""Subscribes to every device's telemetry and stores each reading with one INSERT: subscriber.py MQTT_PORT DSN"""

import json
import sys

import paho.mqtt.client as mqtt
import psycopg2

INSERT = """
INSERT INTO reading (device_id, boot, seq, ts, temperature, humidity, soil_moisture, light_level)
VALUES (%s, %s, %s, to_timestamp(%s / 1000.0), %s, %s, %s, %s)
"""

database = psycopg2.connect(sys.argv[2])
database.autocommit = True
cursor = database.cursor()


def on_connect(client, userdata, flags, code):
    client.subscribe("devices/+/telemetry", qos=1)


def on_subscribe(client, userdata, mid, granted):
    print("ready", flush=True)


def on_message(client, userdata, message):
    batch = json.loads(message.payload)
    device = message.topic.split("/")[1]
    for reading in batch["readings"]:
        cursor.execute(INSERT, (
            device, batch["boot"], reading["seq"], reading["ts"],
            reading["temperature"], reading["humidity"], reading["soil_moisture"], reading["light_level"]))


client = mqtt.Client("subscriber")
client.on_connect = on_connect
client.on_subscribe = on_subscribe
client.on_message = on_message
client.connect("127.0.0.1", int(sys.argv[1]), keepalive=600)
client.loop_forever()
