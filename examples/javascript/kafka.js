// Where Kafka is, and the codec that kafkajs lacks: Ittiham compresses with lz4.
const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = require('kafkajs')
const lz4 = require('lz4-napi')

CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: (encoder) => lz4.compressFrame(encoder.buffer),
  decompress: (buffer) => lz4.decompressFrame(buffer),
})

exports.prefix = process.env.ITTIHAM_TOPIC_PREFIX ?? ''
exports.kafka = new Kafka({
  clientId: 'ittiham-example',
  brokers: (process.env.ITTIHAM_BOOTSTRAP_SERVERS ?? '127.0.0.1:9092').split(','),
  logLevel: logLevel.ERROR,
})
