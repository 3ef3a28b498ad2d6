/** Files of a bucket, read as they come. */
export interface LogFiles {
  open(file: LogFile): Promise<AsyncIterable<Uint8Array>>;
}

export interface LogFile {
  readonly bucket: string;
  readonly key: string;
}
