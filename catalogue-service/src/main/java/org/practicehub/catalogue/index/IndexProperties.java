package org.practicehub.catalogue.index;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the search index lives and how it is kept.
 *
 * @param directory of this instance alone; may be lost at any time, at the price of reading the log
 *     again
 * @param bootstrapServers of Kafka
 * @param commitInterval how much of the log is read again after a crash, at most
 * @param heapMegabytes the writer's buffer
 */
@Validated
@ConfigurationProperties("catalogue.index")
record IndexProperties(
        @NotNull Path directory,
        @NotBlank String bootstrapServers,
        @NotNull Duration commitInterval,
        @Min(4) @Max(1024) int heapMegabytes) {}
