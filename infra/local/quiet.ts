/** Imported before anything that logs: on this machine errors are shown, and metrics, which are lines of a log, are not. */
process.env['LOG_LEVEL'] ??= 'ERROR';
process.env['METRICS_DISABLED'] ??= 'true';
