package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

class MinimalTest {
    @Test
    void theSmallestPipelineSynthesizes() {
        assertDoesNotThrow(() -> Minimal.main(new String[0]));
    }
}
