/**
 * The messages of OTLP as far as usage needs them: their fields with the numbers of `opentelemetry/proto/trace/v1` and `common/v1`, and
 * `google/rpc/status`. What isn't here is skipped, as a receiver must.
 */
import protobuf from 'protobufjs/light.js';

const repeated = (type: string, id: number) => ({ rule: 'repeated', type, id });

const root = protobuf.Root.fromJSON({
  nested: {
    ExportTraceServiceRequest: { fields: { resourceSpans: repeated('ResourceSpans', 1) } },
    ResourceSpans: { fields: { resource: { type: 'Resource', id: 1 }, scopeSpans: repeated('ScopeSpans', 2) } },
    Resource: { fields: { attributes: repeated('KeyValue', 1) } },
    ScopeSpans: { fields: { spans: repeated('Span', 2) } },
    Span: {
      fields: {
        traceId: { type: 'bytes', id: 1 },
        spanId: { type: 'bytes', id: 2 },
        endTimeUnixNano: { type: 'fixed64', id: 8 },
        attributes: repeated('KeyValue', 9),
      },
    },
    KeyValue: { fields: { key: { type: 'string', id: 1 }, value: { type: 'AnyValue', id: 2 } } },
    AnyValue: {
      oneofs: { value: { oneof: ['stringValue', 'boolValue', 'intValue', 'doubleValue'] } },
      fields: {
        stringValue: { type: 'string', id: 1 },
        boolValue: { type: 'bool', id: 2 },
        intValue: { type: 'int64', id: 3 },
        doubleValue: { type: 'double', id: 4 },
      },
    },
    ExportTraceServiceResponse: { fields: { partialSuccess: { type: 'ExportTracePartialSuccess', id: 1 } } },
    ExportTracePartialSuccess: {
      fields: { rejectedSpans: { type: 'int64', id: 1 }, errorMessage: { type: 'string', id: 2 } },
    },
    Status: { fields: { code: { type: 'int32', id: 1 }, message: { type: 'string', id: 2 } } },
  },
});

const [request, response, status] = ['ExportTraceServiceRequest', 'ExportTraceServiceResponse', 'Status'].map((name) =>
  root.lookupType(name),
) as [protobuf.Type, protobuf.Type, protobuf.Type];

/** Traces in the form that OTLP has in JSON. Throws where the bytes are none. */
export function decodeTraces(bytes: Uint8Array): unknown {
  return JSON.parse(
    JSON.stringify(request.toObject(request.decode(bytes), { longs: String, bytes: Buffer, arrays: true }), asHex),
  );
}

/** Buffers write themselves as lists of numbers; OTLP writes ids in hexadecimal. */
function asHex(_name: string, value: unknown): unknown {
  const isBuffer = typeof value === 'object' && value !== null && Reflect.get(value, 'type') === 'Buffer';
  return isBuffer ? Buffer.from(Reflect.get(value, 'data')).toString('hex') : value;
}

/** The answer to a request that was taken, in whole or in part. */
export interface TracesTaken {
  readonly partialSuccess?: { readonly rejectedSpans: number; readonly errorMessage: string };
}

export function encodeTaken(taken: TracesTaken): Buffer {
  return Buffer.from(response.encode(response.fromObject(taken)).finish());
}

export function encodeStatus(of: { readonly code: number; readonly message: string }): Buffer {
  return Buffer.from(status.encode(status.fromObject(of)).finish());
}
